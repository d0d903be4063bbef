using System.CommandLine;
using OrleansSessions.ClientSample;

var speedUp = new Option<double>("--speed-up")
{
    Description = "How many times faster than it happened the log is played.",
    DefaultValueFactory = _ => 600,
};
speedUp.Validators.Add(result =>
{
    if (result.GetValue(speedUp) is not (> 0 and <= 1_000_000))
    {
        result.AddError($"--speed-up must be more than 0 and at most 1,000,000, but is {result.GetValue(speedUp)}.");
    }
});
var gatewayPort = new Option<int>("--gateway-port")
{
    Description = "The loopback port of the silo's gateway.",
    DefaultValueFactory = _ => 30000,
};
gatewayPort.Validators.Add(result =>
{
    if (result.GetValue(gatewayPort) is not (> 0 and <= 65_535))
    {
        result.AddError($"--gateway-port must be 1 to 65,535, but is {result.GetValue(gatewayPort)}.");
    }
});
var wait = new Option<int>("--wait")
{
    Description = "How many seconds to wait for a silo that does not answer yet.",
    DefaultValueFactory = _ => 120,
};
wait.Validators.Add(result =>
{
    if (result.GetValue(wait) is < 0 or > 3_600)
    {
        result.AddError($"--wait must be 0 to 3,600 seconds, but is {result.GetValue(wait)}.");
    }
});
var ownSilo = new Command(
    "own-silo", "Imports the log into a silo in this process, whose sessionizer has types of its own, and tells by which pages visitors came.");
ownSilo.SetAction((_, cancellationToken) => OwnSiloCommand.RunAsync(cancellationToken));
var root = new RootCommand("Plays a day of a web server's log into a running silo-host, and prints visits as they end.")
{
    speedUp, gatewayPort, wait, ownSilo,
};
root.SetAction((parsed, cancellationToken) =>
    HostVisitsCommand.RunAsync(
        parsed.GetValue(gatewayPort), parsed.GetValue(speedUp), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellationToken));
return await root.Parse(args).InvokeAsync();
