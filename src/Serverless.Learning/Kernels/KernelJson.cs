using System.Text.Json.Serialization;

namespace Serverless.Learning.Kernels;

/// <summary>JSON of what passes between processes, and of what is remembered.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KernelReport))]
[JsonSerializable(typeof(RememberedKernels))]
sealed partial class KernelJson : JsonSerializerContext;
