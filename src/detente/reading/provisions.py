def find_provisions(draft):
    pass
