using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>How weights follow their gradients.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimiserKind>))]
public enum OptimiserKind
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,

    /// <summary>Adam (Kingma, Ba 2015); weight decay is an L2 penalty.</summary>
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (Loshchilov, Hutter 2019).</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW,
}
