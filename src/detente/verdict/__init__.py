"""A headline put to the record: the evidence, the tests, who vouches, and a plain answer."""
