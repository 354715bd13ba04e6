using System.Text.Json.Serialization;

namespace Serverless.Core.Objectives;

/// <summary>Which way a metric is better. Inside, everything is minimised; the conversion happens once, in <see cref="Objective"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Goal>))]
public enum Goal
{
    [JsonStringEnumMemberName("minimise")]
    Minimise,

    [JsonStringEnumMemberName("maximise")]
    Maximise,
}
