using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>What a worker can be asked to do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobKind>))]
public enum JobKind
{
    /// <summary>Train a candidate, judge it on the validation images and export it to ONNX.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Measure the latency of a candidate's network on this worker's device.</summary>
    [JsonStringEnumMemberName("measure")]
    Measure,

    /// <summary>Judge an exported network on the test images.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>Fit a surrogate to what is known of candidates and export it to ONNX.</summary>
    [JsonStringEnumMemberName("fit")]
    Fit,

    /// <summary>Fit a generator to what is known of candidates and devices, and export it to ONNX.</summary>
    [JsonStringEnumMemberName("generator")]
    Generator,
}
