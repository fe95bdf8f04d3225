"""The organisers' overview: phases, counts, what is late, the next thing to do."""
