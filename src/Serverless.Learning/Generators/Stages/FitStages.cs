namespace Serverless.Learning.Generators.Stages;

/// <summary>The names of what all fits of generators do one after the other, as checkpoints and progress spell them.</summary>
static class FitStages
{
    public const string Quality = "quality";
    public const string Cost = "cost";
    public const string Generator = "generator";
}
