using System.Text.Json.Serialization;

namespace Serverless.Learning.Kernels;

/// <summary>JSON of what passes between processes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KernelReport))]
sealed partial class KernelJson : JsonSerializerContext;
