namespace Serverless.Learning.Kernels;

/// <summary>Checks a setting where wrong kernels can do no harm.</summary>
public interface IKernelProbe
{
    /// <exception cref="TorchException">libtorch cannot be loaded, so that no setting can be checked.</exception>
    KernelReport Check(KernelSetting setting);
}
