using TorchSharp.Interop;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// Stochastic gradient descent with momentum: buffer ← momentum · buffer + (1 - dampening) · gradient, parameter ← parameter - lr · buffer;
/// Nesterov's variant steps by gradient + momentum · buffer. The first buffer is the first gradient.
/// </summary>
public partial class SGD : OptimizerHelper, IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <exception cref="ArgumentException">A rate is negative, or Nesterov is asked for without momentum or with dampening.</exception>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : base(new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        })
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        }

        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    public double Momentum
    {
        get => ((Options)Defaults).momentum!.Value;
        set => ((Options)Defaults).momentum = value;
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override OptimizerOptions CompleteOptions(OptimizerOptions? options)
    {
        var defaults = (Options)Defaults;
        var completed = (Options?)options ?? new Options();
        completed.LearningRate ??= defaults.LearningRate;
        completed.momentum ??= defaults.momentum;
        completed.dampening ??= defaults.dampening;
        completed.weight_decay ??= defaults.weight_decay;
        completed.nesterov ??= defaults.nesterov;
        completed.maximize ??= defaults.maximize;
        return completed;
    }

    private protected override void Step(
        OptimizerOptions options, List<OptimizerState> states, torch.Tensor[] parameters, torch.Tensor[] gradients)
    {
        var settings = (Options)options;
        var momentum = settings.momentum!.Value;
        var steps = gradients;
        if (settings.weight_decay is not 0)
        {
            steps = Aten.CallForMany("_foreach_add.List", steps, parameters, settings.weight_decay);
        }

        if (momentum != 0)
        {
            var buffers = Accumulate(states.ConvertAll(state => (State)state), steps, momentum, 1 - settings.dampening!.Value);
            steps = settings.nesterov == true ? Aten.CallForMany("_foreach_add.List", steps, buffers, momentum) : buffers;
        }

        var rate = settings.LearningRate!.Value;
        Aten.Run("_foreach_add_.List", parameters, steps, settings.maximize == true ? rate : -rate);
    }

    static torch.Tensor[] Accumulate(List<State> states, torch.Tensor[] steps, double momentum, double share)
    {
        var older = Enumerable.Range(0, states.Count).Where(i => states[i].momentum_buffer is not null).ToArray();
        if (older.Length > 0)
        {
            var buffers = Array.ConvertAll(older, i => states[i].momentum_buffer!);
            Aten.Run("_foreach_mul_.Scalar", buffers, momentum);
            Aten.Run("_foreach_add_.List", buffers, Array.ConvertAll(older, i => steps[i]), share);
        }

        for (var i = 0; i < states.Count; i++)
        {
            states[i].momentum_buffer ??= steps[i].clone().DetachFromDisposeScope();
        }

        return [.. states.Select(state => state.momentum_buffer!)];
    }
}
