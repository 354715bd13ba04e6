using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>The numbers that a training computes with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingPrecision>))]
public enum TrainingPrecision
{
    /// <summary>32 bits throughout.</summary>
    [JsonStringEnumMemberName("fp32")]
    Single,

    /// <summary>Convolutions and the last layer in bfloat16; weights, sums, normalisation and the loss in 32 bits.</summary>
    [JsonStringEnumMemberName("bf16")]
    BrainFloat,
}
