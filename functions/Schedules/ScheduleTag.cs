using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Domain;
using Serverless.Domain.Schedules;

namespace Serverless.Functions.Schedules;

/// <summary>The entity tag of a schedule's definition: what its starts write changes no tag, so that nobody's If-Match fails by them.</summary>
static class ScheduleTag
{
    public static string Of(ScheduleDefinition definition)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(definition, DomainJson.Default.ScheduleDefinition);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
    }
}
