using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Creates the optimiser and the learning rate schedule of a recipe.</summary>
static class RecipeOptimiser
{
    /// <exception cref="ArgumentException">The recipe names an unknown optimiser.</exception>
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
            var other => throw new ArgumentException($"The optimiser {other} is not supported.", nameof(recipe)),
        };
    }

    /// <summary>Creates the schedule, which sets the learning rate of each step.</summary>
    /// <remarks>
    /// A recipe without a schedule uses libtorch's own cosine, which computes each rate from the one before. Another form of the same
    /// curve would give trainings that differ in their last bits from those already in evaluation caches.
    /// </remarks>
    public static optim.lr_scheduler.LRScheduler Schedule(TrainingRecipe recipe, optim.Optimizer optimiser, int stepsPerEpoch) =>
        recipe.Schedule is { } schedule
            ? optim.lr_scheduler.LambdaLR(optimiser, step => schedule.ShareAt(step, stepsPerEpoch, recipe.Epochs))
            : optim.lr_scheduler.CosineAnnealingLR(optimiser, recipe.Epochs * stepsPerEpoch);
}
