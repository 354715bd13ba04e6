using System.Text.Json.Serialization;
using Serverless.Bench.Fidelities;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Generators;
using Serverless.Bench.Policies;
using Serverless.Bench.Supernets;

namespace Serverless.Bench.Reports;

/// <summary>The JSON format of the answer: camelCase, nulls left out, infinities by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(BenchDocument))]
[JsonSerializable(typeof(FidelityDocument))]
[JsonSerializable(typeof(CnnDocument))]
[JsonSerializable(typeof(SupernetDocument))]
[JsonSerializable(typeof(CellDocument))]
[JsonSerializable(typeof(PolicyDocument))]
[JsonSerializable(typeof(DeviceDocument))]
public sealed partial class BenchJson : JsonSerializerContext;
