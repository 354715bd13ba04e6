using System.Text.Json.Serialization;

namespace Serverless.Functions.Triggers.Http;

/// <summary>How the answers are written that only this app knows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessReport))]
[JsonSerializable(typeof(HealthReport))]
sealed partial class FunctionsJson : JsonSerializerContext;
