using System.Text.Json.Serialization;

namespace Serverless.Learning.Kernels;

/// <summary>The JSON that the processes exchange.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KernelReport))]
sealed partial class KernelJson : JsonSerializerContext;
