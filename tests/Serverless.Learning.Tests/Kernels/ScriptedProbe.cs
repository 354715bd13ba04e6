using Serverless.Learning.Kernels;

namespace Serverless.Learning.Tests.Kernels;

/// <summary>Returns the result that it is given; by default, that everything is right.</summary>
sealed class ScriptedProbe : IKernelProbe
{
    public Dictionary<KernelSetting, KernelReport> Reports { get; } = [];

    public List<KernelSetting> Asked { get; } = [];

    public KernelReport Check(KernelSetting setting)
    {
        Asked.Add(setting);
        return Reports.GetValueOrDefault(setting) ?? new KernelReport(setting.Name, [new KernelError("convolution", 1e-6)]);
    }
}
