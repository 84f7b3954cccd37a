"""Does a sentence follow from its evidence?"""
