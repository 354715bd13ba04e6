namespace Serverless.Learning.Generators;

/// <summary>How to fit a generator.</summary>
public sealed record GeneratorFitOptions
{
    /// <value>Of weights, order and draws. Default 0.</value>
    public long Seed { get; init; }

    /// <value>Steps of the generator's own training, at least 1; null: the kind's own number.</value>
    public int? Steps { get; init; }

    /// <value>Steps of the predictor of costs, at least 1; null: its own number, whatever <see cref="Steps"/> is.</value>
    public int? CostSteps { get; init; }

    /// <value>How gradients or losses of several devices are balanced, a name of a balancer; null: the kind's own.</value>
    public string? Balancer { get; init; }

    /// <value>Threads to fit on, at least 1. Default 1.</value>
    public int Threads { get; init; } = 1;

    /// <value><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null: <c>cuda</c> if there is one, else <c>cpu</c>.</value>
    public string? Device { get; init; }
}
