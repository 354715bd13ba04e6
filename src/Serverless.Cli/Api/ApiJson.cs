using System.Text.Json.Serialization;
using Serverless.Domain.Devices;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Searches;

namespace Serverless.Cli.Api;

/// <summary>The envelopes of the API; what is inside them is the domain's.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Page<SearchDocument>))]
[JsonSerializable(typeof(Page<Evaluation>))]
[JsonSerializable(typeof(Page<HistoryEntry>))]
[JsonSerializable(typeof(Page<DeviceDefinition>))]
public sealed partial class ApiJson : JsonSerializerContext;
