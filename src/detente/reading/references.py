def find_readings(draft):
    pass
