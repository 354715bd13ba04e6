using Serverless.Cli;
using Serverless.Cli.Local;
using Serverless.Cli.Local.Processes;
using Serverless.TestRunner;

var console = CliConsole.OfThisProcess();
var checkout = new Checkout(Environment.GetEnvironmentVariable(Checkout.Variable) ?? Directory.GetCurrentDirectory());
var run = new TestRun(Path.Combine(checkout.State, "tests", Path.GetFileName(checkout.NewRun(TimeProvider.System))), Console.Out);
return await StopSignals.RunAsync(console, stop => run.RunAsync(() => TestPlan.Of(checkout, args), stop), CancellationToken.None);
