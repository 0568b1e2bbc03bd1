import json


def lambda_handler(event, context):
    body = json.loads(event["body"])
    text = body["text"]
    return {"statusCode": 200, "body": json.dumps({"length": len(text)})}
