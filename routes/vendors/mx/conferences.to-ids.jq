# The conferences there are → their ids.
[ .[].Id | strings ]
