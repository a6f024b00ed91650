# A conference as described → the same with an id of the server's choice.
del(.id)
