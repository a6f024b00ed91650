# The conferences there are → their ids.
[ .[].Id | values | tostring ]
