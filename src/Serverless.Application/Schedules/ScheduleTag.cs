using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Schedules;

namespace Serverless.Application.Schedules;

/// <summary>The entity tag of a schedule's definition.</summary>
/// <remarks>Of that alone: what starts write into the schedule changes no tag, so that nobody's If-Match fails by them.</remarks>
public static class ScheduleTag
{
    public static string Of(ScheduleDefinition definition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(definition, CoreJson.Default.ScheduleDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
