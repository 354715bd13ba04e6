using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What a queue trigger hands to its function.</summary>
static class QueueTriggerInput
{
    public static TriggerInput Of(QueueMessage message, BinaryData body)
    {
        var decoded = QueuesModelFactory.QueueMessage(
            message.MessageId, message.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
        var data = BodyProperties(body);
        data["QueueTrigger"] = body.ToString();
        data["Id"] = message.MessageId;
        data["DequeueCount"] = message.DequeueCount;
        data["InsertionTime"] = message.InsertedOn;
        data["ExpirationTime"] = message.ExpiresOn;
        data["NextVisibleTime"] = message.NextVisibleOn;
        data["PopReceipt"] = message.PopReceipt;
        return new TriggerInput(decoded, data);
    }

    // A body that is no JSON object simply has no properties.
    static Dictionary<string, object?> BodyProperties(BinaryData body)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in json.RootElement.EnumerateObject())
                {
                    data[property.Name] = property.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String => property.Value.GetString(),
                        _ => property.Value.GetRawText(),
                    };
                }
            }
        }
        catch (JsonException)
        {
        }

        return data;
    }
}
