using Serverless.Learning.Balancing;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Takes each target's loss by itself and adds them up as a balancer says.</summary>
/// <param name="name">The balancer's.</param>
/// <param name="parameters">Whose gradients it compares.</param>
/// <param name="targets">How many.</param>
sealed class BalancedLoss(string name, IReadOnlyList<Parameter> parameters, int targets)
{
    readonly IBalancer _balancer = Balancers.Create(name, targets);

    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="lossOf">The kind's own, of a batch in which one target is known.</param>
    /// <param name="batch">What is known.</param>
    /// <param name="random">Of the step.</param>
    /// <exception cref="SurrogateFitException">A loss or its gradient is no finite number any more.</exception>
    public Tensor Of(Func<FitBatch, Tensor> lossOf, FitBatch batch, RandomStream random)
    {
        Tensor[] losses = [.. Enumerable.Range(0, targets).Select(target => lossOf(Only(batch, target)))];
        try
        {
            double[] values = Array.ConvertAll(losses, static loss => (double)loss.item<float>());
            var weights = _balancer.Weigh(new(values, _balancer.NeedsProducts ? Products(losses) : null, random));
            return losses.Zip(weights, static (loss, weight) => loss * weight).Aggregate(static (sum, loss) => sum + loss);
        }
        catch (BalancingException unbalanced)
        {
            throw new SurrogateFitException($"The fit diverged: {unbalanced.Message}");
        }
    }

    GradientProducts Products(Tensor[] losses)
    {
        Parameter[] learning = [.. parameters.Where(parameter => parameter.requires_grad)];
        var gradients = stack(losses.Select(loss =>
        {
            var found = autograd.grad([loss], learning, retain_graph: true, allow_unused: true);
            return cat([.. found.Zip(learning, static (gradient, parameter) =>
                (gradient is null || gradient.IsInvalid ? parameter.zeros_like() : gradient).flatten())]);
        }));
        return new([.. gradients.mm(gradients.t()).to_type(float64).cpu().contiguous().data<double>()]);
    }

    static FitBatch Only(FitBatch batch, int target)
    {
        var isOnly = zeros(1, batch.Known.shape[1], device: batch.Known.device);
        isOnly[0, target] = 1;
        return batch with { Known = batch.Known * isOnly };
    }
}
