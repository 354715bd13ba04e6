namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers about one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Forgets everything.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public virtual void to(torch.Device device)
    {
    }

    private protected static void SaveOptional(BinaryWriter writer, torch.Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Puts the tensor that <see cref="SaveOptional"/> wrote, on the parameter's device, in the place of another.</summary>
    private protected void LoadOptional(BinaryReader reader, ref torch.Tensor? tensor)
    {
        tensor?.Dispose();
        tensor = reader.ReadBoolean()
            ? TensorExtensionMethods.Load(reader).to(_parameter.device, disposeAfter: true).DetachFromDisposeScope()
            : null;
    }

    /// <summary>A copy on the parameter's device that no dispose scope holds.</summary>
    private protected torch.Tensor? Copy(torch.Tensor? source) => source?.to(_parameter.device, copy: true).DetachFromDisposeScope();
}
