# The conferences there are → the one in the variable roomId as it should be (variable conference), or {failure, reason}.
# What is not described, such as its code and its owner, stays as it is.
variable("roomId") as $id
| (variable("conference") | fromjson) as $described
| map(select((.Id | tostring) == $id)) | first
| if . == null then { failure: "not-found", reason: "The phone system has no conference \($id)" } else . + $described end
