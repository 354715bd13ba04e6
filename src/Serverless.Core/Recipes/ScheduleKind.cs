using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>How the learning rate changes during a training.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleKind>))]
public enum ScheduleKind
{
    /// <summary>Falls to zero along half a cosine wave, step by step (Loshchilov, Hutter 2017, without restarts).</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>Is multiplied by a factor after certain epochs.</summary>
    [JsonStringEnumMemberName("step")]
    Step,

    /// <summary>Stays.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
