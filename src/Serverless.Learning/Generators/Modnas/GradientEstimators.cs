namespace Serverless.Learning.Generators.Modnas;

/// <summary>The gradient estimators by name.</summary>
static class GradientEstimators
{
    public const string Exact = "exact";
    public const string ReinMax = "reinmax";
    public const string Gdas = "gdas";
    public const string Reinforce = "reinforce";

    const int Draws = 4;

    public static ILogitGradient Create(string name, Decisions decisions) => name switch
    {
        Exact => new ExactGradient(decisions),
        ReinMax => new ReinMaxGradient(decisions),
        Gdas => new GdasGradient(decisions),
        Reinforce => new ReinforceGradient(decisions, Draws),
        _ => throw new ArgumentException($"There is no gradient estimator '{name}': {Exact}, {Gdas}, {Reinforce}, {ReinMax}.", nameof(name)),
    };
}
