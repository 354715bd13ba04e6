using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Makes the optimiser of a recipe, and its schedule.</summary>
static class RecipeOptimiser
{
    /// <exception cref="ArgumentException">The recipe names no optimiser that there is.</exception>
    public static OptimizerHelper Create(TrainingRecipe recipe, IEnumerable<Parameter> parameters)
    {
        var (rate, decay) = (recipe.LearningRate, recipe.WeightDecay);
        return recipe.Optimiser switch
        {
            null => optim.SGD(parameters, rate, recipe.Momentum, 0, decay),
            { Name: OptimiserKind.Sgd, Nesterov: var nesterov } => optim.SGD(parameters, rate, recipe.Momentum, 0, decay, nesterov),
            { Name: OptimiserKind.Adam, Beta1: { } beta1, Beta2: { } beta2, Epsilon: { } epsilon } =>
                optim.Adam(parameters, rate, beta1, beta2, epsilon, decay),
            { Name: OptimiserKind.AdamW, Beta1: { } beta1, Beta2: { } beta2, Epsilon: { } epsilon } =>
                optim.AdamW(parameters, rate, beta1, beta2, epsilon, decay),
            var other => throw new ArgumentException($"There is no optimiser like {other}.", nameof(recipe)),
        };
    }

    /// <summary>Sets the rate of each step.</summary>
    /// <remarks>
    /// What is null stays libtorch's own cosine, which computes each rate from the one before: another form of the same wave would
    /// give trainings that differ in their last bits from those that are in evaluation caches already.
    /// </remarks>
    public static optim.lr_scheduler.LRScheduler Schedule(TrainingRecipe recipe, optim.Optimizer optimiser, int stepsPerEpoch) =>
        recipe.Schedule is { } schedule
            ? optim.lr_scheduler.LambdaLR(optimiser, step => schedule.ShareAt(step, stepsPerEpoch, recipe.Epochs))
            : optim.lr_scheduler.CosineAnnealingLR(optimiser, recipe.Epochs * stepsPerEpoch);
}
