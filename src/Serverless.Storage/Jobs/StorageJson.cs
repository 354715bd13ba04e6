using System.Text.Json.Serialization;

namespace Serverless.Storage.Jobs;

/// <summary>How the documents are written that only storage itself knows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PoisonedMessage))]
public sealed partial class StorageJson : JsonSerializerContext;
