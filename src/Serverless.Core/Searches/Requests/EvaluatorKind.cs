using System.Text.Json.Serialization;

namespace Serverless.Core.Searches.Requests;

/// <summary>Where the values of candidates come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EvaluatorKind>))]
public enum EvaluatorKind
{
    /// <summary>Workers train and measure.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>A table of architectures that were measured before.</summary>
    [JsonStringEnumMemberName("table")]
    Table,
}
