namespace TorchSharp.Modules;

/// <summary>A module of one argument without parameters or buffers.</summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }
}
