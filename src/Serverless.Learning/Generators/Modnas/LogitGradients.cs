using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>The exact gradient of the expectation over all architectures; requires a loss that is defined for probabilities.</summary>
sealed class ExactGradient(Decisions decisions) : ILogitGradient
{
    public LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress) =>
        StraightThrough.Of(logits, own => loss(decisions.Softmax(own)));
}

/// <summary>
/// The score function estimator (Williams 1992): draws several architectures for each row and compares each with the mean of the others, so it is
/// unbiased.
/// </summary>
sealed class ReinforceGradient(Decisions decisions, int draws) : ILogitGradient
{
    public LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress)
    {
        using var unrecorded = no_grad();
        var probabilities = decisions.Softmax(logits);
        var (scores, losses) = (new List<Tensor>(), new List<Tensor>());
        for (var draw = 0; draw < draws; draw++)
        {
            var drawn = decisions.Greatest(logits + decisions.Gumbel(logits.shape[0], random, logits.device));
            scores.Add(drawn - probabilities);
            losses.Add(loss(drawn));
        }

        var all = stack(losses, 0);
        var mean = all.mean([0]);

        // The difference to the mean of the others: n / (n − 1) times the difference to the mean of all.
        var compared = draws > 1 ? (all - mean) * ((double)draws / (draws - 1)) : all;
        return new((stack(scores, 0) * compared.unsqueeze(2)).mean([0]), mean);
    }
}

/// <summary>One hard draw by Gumbel-softmax, with the gradient of the soft one (GDAS: Dong, Yang 2019); the temperature falls from 10 to 1.</summary>
sealed class GdasGradient(Decisions decisions) : ILogitGradient
{
    const double First = 10;
    const double Last = 1;

    public LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress)
    {
        var temperature = First + ((Last - First) * progress);
        var noise = decisions.Gumbel(logits.shape[0], random, logits.device);
        return StraightThrough.Of(logits, own =>
        {
            var soft = decisions.Softmax((own + noise) / temperature);
            return loss(decisions.Greatest(own + noise) - soft.detach() + soft);
        });
    }
}

/// <summary>One draw with a gradient that is accurate to the second order (ReinMax: Liu, Dong, Liu, Yu, Gao 2023), at temperature 1.</summary>
sealed class ReinMaxGradient(Decisions decisions) : ILogitGradient
{
    public LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress)
    {
        var noise = decisions.Gumbel(logits.shape[0], random, logits.device);
        return StraightThrough.Of(logits, own =>
        {
            var drawn = decisions.Greatest(own + noise).detach();
            var first = decisions.Softmax(own);
            var middle = ((drawn + first) / 2).log();
            var second = decisions.Softmax((middle - own).detach() + own);
            var mixed = (2 * second) - (first / 2);
            return loss(mixed - mixed.detach() + drawn);
        });
    }
}

/// <summary>Computes gradients by backpropagation through the loss.</summary>
static class StraightThrough
{
    public static LogitGradient Of(Tensor logits, Func<Tensor, Tensor> lossOf)
    {
        var own = logits.detach().requires_grad_();
        var losses = lossOf(own);
        losses.sum().backward();
        return new(own.grad!, losses.detach()); // the loss depends on the logits
    }
}
