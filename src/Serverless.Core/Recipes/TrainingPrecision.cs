using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>The numeric precision of a training.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingPrecision>))]
public enum TrainingPrecision
{
    /// <summary>32-bit floating point throughout.</summary>
    [JsonStringEnumMemberName("fp32")]
    Single,

    /// <summary>Convolutions and the last layer in bfloat16; weights, sums, normalisation and the loss in 32 bits.</summary>
    [JsonStringEnumMemberName("bf16")]
    BrainFloat,
}
