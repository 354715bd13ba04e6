using System.Text.Json.Serialization;

namespace Serverless.Core.Recipes;

/// <summary>Which optimiser trains, and what only it has; learning rate, momentum and weight decay are the recipe's.</summary>
public sealed record OptimiserSpecification
{
    public required OptimiserKind Name { get; init; }

    /// <value>Of sgd: whether to step by the gradient that momentum leads to (Nesterov 1983). Default no.</value>
    public bool Nesterov { get; init; }

    /// <value>Of adam and adamw: decay of the mean of gradients. 0 to below 1, default 0.9; null for sgd.</value>
    public double? Beta1 { get; init; }

    /// <value>Of adam and adamw: decay of the mean of squared gradients. 0 to below 1, default 0.999; null for sgd.</value>
    public double? Beta2 { get; init; }

    /// <value>Of adam and adamw: what keeps the quotient finite. Greater than 0, at most 1, default 1e-8; null for sgd.</value>
    public double? Epsilon { get; init; }
}

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
