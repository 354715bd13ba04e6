using Serverless.Learning.Kernels;

namespace Serverless.Worker.Tests;

/// <summary>Finds what it is told to.</summary>
sealed class ScriptedProbe(Func<KernelSetting, KernelReport> check) : IKernelProbe
{
    public KernelReport Check(KernelSetting setting) => check(setting);
}
