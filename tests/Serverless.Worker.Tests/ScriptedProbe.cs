using Serverless.Learning.Kernels;

namespace Serverless.Worker.Tests;

/// <summary>Returns the result that it is given.</summary>
sealed class ScriptedProbe(Func<KernelSetting, KernelReport> check) : IKernelProbe
{
    public KernelReport Check(KernelSetting setting) => check(setting);
}
