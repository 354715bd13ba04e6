using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>The kinds of work for workers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobKind>))]
public enum JobKind
{
    /// <summary>Train a candidate, validate it on the validation images and export it to ONNX.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Measure the latency of a candidate's network on this worker's device.</summary>
    [JsonStringEnumMemberName("measure")]
    Measure,

    /// <summary>Evaluate an exported network on the test images.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>Fit a surrogate to known results of candidates and export it to ONNX.</summary>
    [JsonStringEnumMemberName("fit")]
    Fit,

    /// <summary>Fit a generator to known results of candidates and devices, and export it to ONNX.</summary>
    [JsonStringEnumMemberName("generator")]
    Generator,
}
