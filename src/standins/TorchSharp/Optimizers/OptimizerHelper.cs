using TorchSharp.Utils;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What optimisers have in common: groups, state per parameter, and saving both.</summary>
public abstract class OptimizerHelper : Optimizer
{
    readonly Dictionary<Parameter, OptimizerState> _state = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper(OptimizerOptions defaults) => Defaults = defaults;

    /// <summary>What a group's unset options become.</summary>
    private protected OptimizerOptions Defaults { get; }

    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        param_group.Parameters = param_group.Parameters.ToList();
        param_group.Options = CompleteOptions(param_group.Options);
        param_group.Options.InitialLearningRate = param_group.LearningRate;
        base.add_param_group(param_group);
        foreach (var parameter in param_group.Parameters)
        {
            var state = NewState(parameter);
            state.Initialize(param_group.Options);
            _state.Add(parameter, state);
        }
    }

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
    {
        torch.Tensor? loss = null;
        if (closure is not null)
        {
            using var gradients = torch.enable_grad();
            loss = closure();
        }

        using var noGradients = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var group in _parameter_groups)
        {
            var moved = group.Parameters
                .Select(parameter => (Parameter: parameter, Gradient: parameter.grad))
                .Where(pair => pair.Gradient is not null)
                .ToList();
            if (moved.Count > 0)
            {
                Step(
                    group.Options,
                    moved.ConvertAll(pair => _state[pair.Parameter]),
                    [.. moved.Select(pair => pair.Parameter)],
                    [.. moved.Select(pair => pair.Gradient!)]);
            }
        }

        return loss;
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            dictionary.State.AddRange(group.Parameters.Select(parameter => _state[parameter]));
        }

        return dictionary;
    }

    /// <summary>Copies another optimiser's options and state, matched by position.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireSameCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        }

        for (var i = 0; i < own.State.Count; i++)
        {
            own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var dictionary = state_dict();
        writer.Write(GetType().Name);
        writer.Encode(dictionary.Options.Count);
        writer.Encode(dictionary.State.Count);
        dictionary.Options.ForEach(options => options.SaveStateDict(writer));
        dictionary.State.ForEach(state => state.SaveStateDict(writer));
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">Another kind of optimiser was saved.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var saved = reader.ReadString();
        if (saved != GetType().Name)
        {
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{saved}' in the loaded stream.");
        }

        var dictionary = state_dict();
        RequireSameCounts(dictionary, reader.Decode(), reader.Decode());
        dictionary.Options.ForEach(options => options.LoadStateDict(reader));
        dictionary.State.ForEach(state => state.LoadStateDict(reader));
    }

    /// <summary>Moves the state to a device, after the parameters were moved there.</summary>
    public void to(torch.Device device)
    {
        foreach (var state in _state.Values)
        {
            state.to(device);
        }
    }

    /// <summary>Changes the parameters that have gradients; no gradients are recorded and temporaries are disposed.</summary>
    private protected abstract void Step(
        OptimizerOptions options, List<OptimizerState> states, torch.Tensor[] parameters, torch.Tensor[] gradients);

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>The group's options with the defaults in place of what is not set.</summary>
    private protected abstract OptimizerOptions CompleteOptions(OptimizerOptions? options);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (var state in _state.Values.OfType<IDisposable>())
            {
                state.Dispose();
            }
        }
    }

    static void RequireSameCounts(StateDictionary own, long options, long states)
    {
        if (options != own.Options.Count || states != own.State.Count)
        {
            throw new ArgumentException(
                $"Invalid optimizer state: {options} groups and {states} states, but {own.Options.Count} and {own.State.Count} are expected.");
        }
    }
}
