namespace Serverless.Learning.Kernels;

/// <summary>Which of libtorch's CPU kernels a process computes with.</summary>
public sealed class KernelSetting
{
    /// <summary>Read by oneDNN at its first use.</summary>
    internal const string InstructionSetVariable = "DNNL_MAX_CPU_ISA";

    KernelSetting(string name, string description) => (Name, Description) = (name, description);

    /// <summary>As libtorch chooses; what the environment asks for counts.</summary>
    public static KernelSetting Default { get; } = new("default", "libtorch's own choice");

    /// <summary>oneDNN uses no instructions newer than AVX.</summary>
    public static KernelSetting Avx { get; } = new("avx", $"oneDNN limited to AVX ({InstructionSetVariable}=AVX)");

    /// <summary>Convolutions by libtorch's own code, which takes several times as long.</summary>
    public static KernelSetting WithoutOneDnn { get; } = new("without-onednn", "no oneDNN: slower");

    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<KernelSetting> All { get; } = [Default, Avx, WithoutOneDnn];

    public string Name { get; }

    /// <summary>For people, without a full stop.</summary>
    public string Description { get; }

    /// <returns>Null when there is none of this name.</returns>
    public static KernelSetting? Find(string? name) => All.FirstOrDefault(setting => setting.Name == name);

    public override string ToString() => Name;

    /// <summary>Sets what libtorch reads while it loads or computes for the first time, so it has to be called before that.</summary>
    internal void ApplyBeforeLoading()
    {
        if (this == Avx)
        {
            NativeEnvironment.Set(InstructionSetVariable, "AVX");
        }
    }

    /// <summary>Sets what is set by calls.</summary>
    internal void ApplyAfterLoading()
    {
        if (this == WithoutOneDnn)
        {
            TorchLibrary.UseOneDnn(false);
        }
    }
}
