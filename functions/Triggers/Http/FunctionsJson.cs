using System.Text.Json.Serialization;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The JSON serialization of the responses that only this app defines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessReport))]
[JsonSerializable(typeof(HealthReport))]
sealed partial class FunctionsJson : JsonSerializerContext;
