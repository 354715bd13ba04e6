using TorchSharp.Interop;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// Adam (Kingma and Ba, 2015, algorithm 1) and its variants: steps by the running mean of the gradients over the root of the running mean
/// of their squares, both corrected for starting at zero.
/// </summary>
public abstract partial class AdamFamily : OptimizerHelper, IBetas
{
    private protected AdamFamily(IEnumerable<ParamGroup> groups, Options defaults)
        : base(defaults)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.LearningRate!.Value);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.eps!.Value);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.beta1!.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(defaults.beta1.Value, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.beta2!.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(defaults.beta2.Value, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.weight_decay!.Value);
        foreach (var group in groups)
        {
            add_param_group(group);
        }
    }

    public (double, double) Betas
    {
        get => (((Options)Defaults).beta1!.Value, ((Options)Defaults).beta2!.Value);
        set => (((Options)Defaults).beta1, ((Options)Defaults).beta2) = value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override OptimizerOptions CompleteOptions(OptimizerOptions? options)
    {
        var defaults = (Options)Defaults;
        var completed = (Options?)options ?? new Options();
        completed.LearningRate ??= defaults.LearningRate;
        completed.beta1 ??= defaults.beta1;
        completed.beta2 ??= defaults.beta2;
        completed.eps ??= defaults.eps;
        completed.weight_decay ??= defaults.weight_decay;
        completed.amsgrad ??= defaults.amsgrad;
        completed.maximize ??= defaults.maximize;
        return completed;
    }

    private protected override void Step(
        OptimizerOptions options, List<OptimizerState> states, torch.Tensor[] parameters, torch.Tensor[] gradients)
    {
        var settings = (Options)options;
        if (settings.maximize == true)
        {
            gradients = Aten.CallForMany("_foreach_neg", gradients);
        }

        if (settings.weight_decay is not 0)
        {
            gradients = Decay(settings, parameters, gradients);
        }

        // Parameters that had no gradient at times have taken fewer steps, and are corrected by their own count.
        foreach (var alike in Enumerable.Range(0, states.Count).GroupBy(i => ((State)states[i]).step).ToList())
        {
            var members = alike.ToArray();
            Step(
                settings,
                Array.ConvertAll(members, i => (State)states[i]),
                Array.ConvertAll(members, i => parameters[i]),
                Array.ConvertAll(members, i => gradients[i]));
        }
    }

    /// <summary>Applies weight decay, to the parameters or to the gradients that it returns.</summary>
    private protected abstract torch.Tensor[] Decay(Options settings, torch.Tensor[] parameters, torch.Tensor[] gradients);

    static void Step(Options settings, State[] states, torch.Tensor[] parameters, torch.Tensor[] gradients)
    {
        var (beta1, beta2) = (settings.beta1!.Value, settings.beta2!.Value);
        var step = states[0].step + 1;
        Array.ForEach(states, state => state.step = step);

        var means = Array.ConvertAll(states, state => state.exp_avg!);
        Aten.Run("_foreach_mul_.Scalar", means, beta1);
        Aten.Run("_foreach_add_.List", means, gradients, 1 - beta1);

        var squares = Array.ConvertAll(states, state => state.exp_avg_sq!);
        Aten.Run("_foreach_mul_.Scalar", squares, beta2);
        Aten.Run("_foreach_addcmul_.Scalar", squares, gradients, gradients, 1 - beta2);

        var roots = Aten.CallForMany("_foreach_sqrt", settings.amsgrad == true ? Largest(states) : squares);
        Aten.Run("_foreach_div_.Scalar", roots, Math.Sqrt(1 - Math.Pow(beta2, step)));
        Aten.Run("_foreach_add_.Scalar", roots, settings.eps!.Value);

        var rate = settings.LearningRate!.Value / (1 - Math.Pow(beta1, step));
        Aten.Run("_foreach_addcdiv_.Scalar", parameters, means, roots, -rate);
    }

    /// <summary>The largest squares so far (Reddi et al., 2018, AMSGrad).</summary>
    static torch.Tensor[] Largest(State[] states) => Array.ConvertAll(
        states,
        state =>
        {
            using var former = state.max_exp_avg_sq!;
            return state.max_exp_avg_sq = former.maximum(state.exp_avg_sq!).DetachFromDisposeScope();
        });
}
