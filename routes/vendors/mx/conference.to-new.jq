# A conference as described → the same with the code in the variable accessCode.
. + { accessId: (variable("accessCode") | tostring | tonumber) }
