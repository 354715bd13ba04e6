using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>Where a surrogate stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateStatus>))]
public enum SurrogateStatus
{
    /// <summary>A worker is to fit it, or does.</summary>
    Fitting,
    Ready,
    Failed,
}
