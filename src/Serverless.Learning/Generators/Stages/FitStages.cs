namespace Serverless.Learning.Generators.Stages;

/// <summary>The names of the stages of every generator fit, as in checkpoints and progress.</summary>
static class FitStages
{
    public const string Quality = "quality";
    public const string Cost = "cost";
    public const string Generator = "generator";
}
