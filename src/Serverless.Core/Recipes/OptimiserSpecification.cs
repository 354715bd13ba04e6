using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>The optimiser and its own options; learning rate, momentum and weight decay are in the recipe.</summary>
public sealed record OptimiserSpecification
{
    public required OptimiserKind Name { get; init; }

    /// <value>For sgd: whether to use Nesterov momentum (Nesterov 1983). Default no.</value>
    public bool Nesterov { get; init; }

    /// <value>For adam and adamw: decay rate of the mean of gradients. 0 (inclusive) to 1 (exclusive), default 0.9; null for sgd.</value>
    public double? Beta1 { get; init; }

    /// <value>For adam and adamw: decay rate of the mean of squared gradients. 0 (inclusive) to 1 (exclusive), default 0.999; null for sgd.</value>
    public double? Beta2 { get; init; }

    /// <value>
    /// For adam and adamw: term added to the denominator for numerical stability. Greater than 0, at most 1, default 1e-8; null for sgd.
    /// </value>
    public double? Epsilon { get; init; }
}

/// <summary>The optimisation algorithms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimiserKind>))]
public enum OptimiserKind
{
    /// <summary>Stochastic gradient descent with momentum.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,

    /// <summary>Adam (Kingma, Ba 2015); weight decay is an L2 penalty.</summary>
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov, Hutter 2019).</summary>
    [JsonStringEnumMemberName("adamw")]
    AdamW,
}
