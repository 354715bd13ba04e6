namespace Serverless.Learning.Kernels;

/// <summary>Selects the libtorch CPU kernels that a process computes with.</summary>
public sealed class KernelSetting
{
    /// <summary>The environment variable that oneDNN reads at its first use.</summary>
    internal const string InstructionSetVariable = "DNNL_MAX_CPU_ISA";

    KernelSetting(string name, string description) => (Name, Description) = (name, description);

    /// <summary>libtorch's own choice; the environment's settings apply.</summary>
    public static KernelSetting Default { get; } = new("default", "libtorch's own choice");

    /// <summary>oneDNN without instructions newer than AVX.</summary>
    public static KernelSetting Avx { get; } = new("avx", $"oneDNN limited to AVX ({InstructionSetVariable}=AVX)");

    /// <summary>Convolutions by libtorch's own code, which is several times slower.</summary>
    public static KernelSetting WithoutOneDnn { get; } = new("without-onednn", "no oneDNN: slower");

    /// <summary>All settings, in the order in which they are tried.</summary>
    public static IReadOnlyList<KernelSetting> All { get; } = [Default, Avx, WithoutOneDnn];

    public string Name { get; }

    /// <summary>The description for display, without a full stop.</summary>
    public string Description { get; }

    /// <returns>The setting; null if there is none with this name.</returns>
    public static KernelSetting? Find(string? name) => All.FirstOrDefault(setting => setting.Name == name);

    public override string ToString() => Name;

    /// <summary>Applies what libtorch reads while it loads or computes for the first time; call this before that.</summary>
    internal void ApplyBeforeLoading()
    {
        if (this == Avx)
        {
            NativeEnvironment.Set(InstructionSetVariable, "AVX");
        }
    }

    /// <summary>Applies what is set by calls to libtorch.</summary>
    internal void ApplyAfterLoading()
    {
        if (this == WithoutOneDnn)
        {
            TorchLibrary.UseOneDnn(false);
        }
    }
}
